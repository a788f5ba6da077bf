"""The public wing: the same for everybody, pressed to files; it knows no reader, and imports nothing private."""
