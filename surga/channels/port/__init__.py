"""What a messaging channel must offer, and the engines that work with any of them: arriving, fetching, sending."""
