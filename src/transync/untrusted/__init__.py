"""What strangers wrote: read within bounds, and none of it runs."""
