"""Reading pictures: plates, VINs, picture quality."""
