using Explorer.Lab.Storage;
using Explorer.Recommender;
using Explorer.TestKit;

namespace Explorer.Lab.Tests.Storage;

public sealed class BlobFileTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_full_disk_is_said_in_words_and_leaves_nothing_behind()
    {
        var path = Path.Combine(_folder.Path, "some.likes");

        var refusal = Assert.Throws<ExplorerException>(() =>
            BlobFile.Write(path, "Magic", _ => throw new IOException("No space left on device.")));

        Assert.Equal(Refusal.NoRoom, refusal.Refusal);
        Assert.Contains("No space left on device.", refusal.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }
}
