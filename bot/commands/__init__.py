"""The commands of ``tanyapasal``, a module each, loaded when it is called."""
