class ClientForm {
    // The column is encrypted; tests use the empty string.
    private String keySafeCode = "";
    private String accessNotes = null;
    static final int HTTP_STATUS_CODE = 4040;
    void validate() { if (keySafeCode.length() > 8) throw new IllegalStateException("E2290"); }
}
