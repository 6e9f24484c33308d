"""The files of names that the resolvers read, built from open sources."""
