"""What every channel does over HTTP: be called, read what others wrote, ask and know what is certain afterwards."""
