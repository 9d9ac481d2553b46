"""What is found on pictures: drawn ones by the thousand, or a folder of somebody's own."""
