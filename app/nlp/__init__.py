"""Words in, values out: no session, request, network or clock."""
