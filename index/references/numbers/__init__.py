"""Numbers of regulations in every form that offices give them."""
