"""Azure and Google Cloud storage, SFTP, WebDAV and Hadoop, through fsspec."""
