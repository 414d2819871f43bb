using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace Explorer.Benchmarks;

/// <summary>Writes a large likes file in the post's format, to measure the import with. Streamed; compressed when its name ends in .gz.</summary>
internal static class LikesWriter
{
    public static void Run(BenchmarkOptions options)
    {
        var likes = GeneratedLikes.LastFm(options.Rows);
        var path = options.Out ?? throw new ArgumentException("write-likes needs --out FILE.");
        using Stream file = File.Create(path);
        using var target = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? new GZipStream(file, CompressionLevel.Fastest) : file;
        using var text = new StreamWriter(target, new UTF8Encoding(false), 1 << 16);
        text.Write("modelname|mid|uid\n");
        var user = 0;
        foreach (var row in likes.Rows())
        {
            foreach (var item in row)
            {
                text.Write(string.Create(CultureInfo.InvariantCulture, $"Item {item}|m{item}|u{user}\n"));
            }

            user++;
        }

        Console.WriteLine($"{likes} written to {path}");
    }
}
