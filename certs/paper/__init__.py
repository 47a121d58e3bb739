"""What every paper needs: fonts, a reproducible PDF, QR codes, fitted text, the overprint."""
