"""The three example gemeenten: invented people in lifelike situations. Never part of production."""
