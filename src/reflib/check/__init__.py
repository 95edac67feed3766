"""Find outdated torch in a Python script; every answer is an `[[entry.old]]` record of the handbook."""
