using System.Security.Cryptography;
using System.Text;
using Explorer.Recommender.Likes;

namespace Explorer.Lab.Storage;

/// <summary>A set of likes in a file of its own.</summary>
internal static class LikesBlob
{
    private const string Magic = "Explorer.Likes";

    public static void Write(string path, LikeSet likes, CancellationToken cancellationToken) =>
        BlobFile.Write(path, Magic, writer => Write(writer, likes, cancellationToken));

    public static LikeSet Read(string path) => BlobFile.Read(path, Magic, Read);

    /// <summary>SHA-256 of what a file of these likes holds behind its version, in lower-case hexadecimal.</summary>
    public static string HashOf(LikeSet likes, CancellationToken cancellationToken)
    {
        using var hash = SHA256.Create();
        using (var stream = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        using (var buffer = new BufferedStream(stream, 1 << 16))
        using (var writer = new BinaryWriter(buffer, Encoding.UTF8))
        {
            Write(writer, likes, cancellationToken);
        }

        return Convert.ToHexStringLower(hash.Hash ?? throw new InvalidOperationException("The hash was not finished."));
    }

    private static void Write(BinaryWriter writer, LikeSet likes, CancellationToken cancellationToken)
    {
        writer.WriteStrings(likes.UserVocabulary.Ids);
        writer.WriteStrings(likes.ItemVocabulary.Ids);
        writer.WriteStrings(likes.ItemNames);
        writer.WriteArray(likes.Users, cancellationToken);
        writer.WriteArray(likes.Items, cancellationToken);
        writer.WriteArray(likes.Weights, cancellationToken);
        writer.WriteArray(likes.Times, cancellationToken);
    }

    private static LikeSet Read(BinaryReader reader, int version) => new(
        new Vocabulary(reader.ReadStrings()),
        new Vocabulary(reader.ReadStrings()),
        reader.ReadStrings(),
        reader.ReadArray<int>(),
        reader.ReadArray<int>(),
        version >= 2 ? reader.ReadArray<float>() : null,
        version >= 2 ? reader.ReadArray<long>() : null);
}
