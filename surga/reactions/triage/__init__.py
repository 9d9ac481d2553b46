"""Each case that comes is judged: who should have it, how sure, why. What officers then say of it is counted."""
