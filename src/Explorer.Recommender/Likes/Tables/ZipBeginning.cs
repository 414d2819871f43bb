using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Explorer.Recommender.Likes.Tables;

/// <summary>The first file of a zip archive of which only the beginning is there, without the list of contents at its end.</summary>
internal static class ZipBeginning
{
    private const int HeaderLength = 30;
    private const int Stored = 0;
    private const int Deflated = 8;
    private const int EncryptedFlag = 1;

    /// <summary>Opens the first file.</summary>
    /// <param name="archive">At the archive's first byte; the file's content ends where it ends.</param>
    /// <exception cref="InvalidDataException">The file is encrypted or packed in a way that is not read here.</exception>
    /// <exception cref="ExplorerException">It is a part of a spreadsheet.</exception>
    public static Stream Open(Stream archive)
    {
        // Layout: PKWARE's APPNOTE.TXT, 4.3.7, local file header.
        Span<byte> header = stackalloc byte[HeaderLength];
        archive.ReadExactly(header);
        var flags = BinaryPrimitives.ReadUInt16LittleEndian(header[6..]);
        var method = BinaryPrimitives.ReadUInt16LittleEndian(header[8..]);
        var name = new byte[BinaryPrimitives.ReadUInt16LittleEndian(header[26..])];
        var extraLength = BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
        archive.ReadExactly(name);
        archive.ReadExactly(new byte[extraLength]);
        if (ZipEntryStream.IsSpreadsheetPart(Encoding.UTF8.GetString(name)))
        {
            throw ZipEntryStream.Spreadsheet();
        }

        return (method, flags & EncryptedFlag) switch
        {
            (Stored, 0) => archive,
            (Deflated, 0) => new DeflateStream(archive, CompressionMode.Decompress, leaveOpen: true),
            (_, 0) => throw new InvalidDataException("it is packed in an unusual way"),
            _ => throw new InvalidDataException("it is encrypted"),
        };
    }
}
