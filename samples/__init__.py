"""Scripts that draw and write the project's own samples; never imported by the lane at run time."""
