"""Many runs: futures of one scenario on all cores."""
