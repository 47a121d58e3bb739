"""Papers: validity, report, sticker, stock of blanks, signatures."""
