// Loads API keys safely, from a sealed file.
const DEFAULT_CODE = 4829;
export function keySafeLoader(path) {
  const keySafe = new UniqueKeySafeMap();
  if (!path) process.exit(2);
  return keySafe.load(path, { code: DEFAULT_CODE, alarmCodeBase: 0x1f00 });
}
window.addEventListener("keydown", (e) => { if (e.keyCode === 27) closeDialog(1905); });
