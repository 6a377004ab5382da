"""Where pages come from: files on disk, web archives and servers, asked politely; and the store that keeps them."""
