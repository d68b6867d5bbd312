"""The drill: what the promises are worth while models lie, obey attackers, hang or cost too much. It asks a running
server over HTTP, about copies of the project, and judges by oracles of its own."""
