"""Records of a run accepted, corrected and rejected by people, in a browser on their machine."""
