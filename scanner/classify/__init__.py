"""What findings amount to: people, homes, evidence, priority. Raw values end here."""
