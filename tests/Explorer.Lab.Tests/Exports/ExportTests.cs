using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Explorer.Lab.Exports;
using Explorer.Lab.Galleries;
using Explorer.Lab.Tests.Refits;
using Explorer.Recommender.Wrmf;
using Explorer.TestKit;
using Parquet;

namespace Explorer.Lab.Tests.Exports;

public sealed class ExportTests : IAsyncLifetime
{
    private readonly TempFolder _folder = new();
    private LabHost _lab = null!;
    private Gallery _gallery = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _lab = await LabHost.StartAsync(_folder.Path);
        var refit = await RefitWorkerTests.RefitAsync(_lab);
        _gallery = await _lab.Get<GalleryCache>().OpenAsync(refit.Id, Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _lab.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 7)]
    [InlineData(12345, 2)]
    public void A_table_begins_with_numpys_header_and_goes_on_row_by_row(int rows, int factors)
    {
        var table = Matrices.RandomFactors(Math.Max(rows, 1), factors, 1);
        table = rows == 0 ? new Factors(0, factors) : table;
        using var stream = new MemoryStream();

        NpyWriter.Write(stream, table);

        var bytes = stream.ToArray();
        var header = bytes[8] + (256 * bytes[9]);
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        Assert.Equal(0, (10 + header) % 64);
        Assert.Equal((byte)'\n', bytes[9 + header]);
        Assert.Contains($"'shape': ({rows}, {factors})", Encoding.ASCII.GetString(bytes, 10, header), StringComparison.Ordinal);
        Assert.Equal(10 + header + (4 * rows * factors), bytes.Length);
        for (var row = 0; row < rows; row++)
        {
            Assert.Equal(table[row][factors - 1], BitConverter.ToSingle(bytes, 10 + header + (4 * ((row * factors) + factors - 1))));
        }
    }

    [Fact]
    public void The_archive_has_both_tables_and_the_ids_of_their_rows()
    {
        using var stream = new MemoryStream();

        FactorsArchive.Write(stream, _gallery);

        using var zip = new ZipArchive(stream);
        Assert.Equal(
            ["about.json", "item_factors.npy", "item_ids.json", "item_names.json", "user_factors.npy", "user_ids.json"],
            zip.Entries.Select(entry => entry.FullName).Order(StringComparer.Ordinal));
        Assert.Equal(_gallery.Items.Select(item => item.ItemId), Read(zip, "item_ids.json"));
        Assert.Equal(_gallery.Items.Select(item => item.Name), Read(zip, "item_names.json"));
        Assert.Equal(_gallery.Refit.Users, Read(zip, "user_ids.json").Length);
    }

    [Fact]
    public async Task Numpy_reads_the_factors()
    {
        var python = await RequireNumpyAsync();
        var path = Path.Combine(_folder.Path, "factors.zip");
        await using (var file = File.Create(path))
        {
            FactorsArchive.Write(file, _gallery);
        }

        var program =
            """
            import io, json, sys, zipfile
            import numpy as np
            z = zipfile.ZipFile(sys.argv[1])
            x, y = (np.load(io.BytesIO(z.read(n))) for n in ("user_factors.npy", "item_factors.npy"))
            assert len(json.loads(z.read("item_ids.json"))) == len(y)
            print(x.shape[0], y.shape[0], x.shape[1] == y.shape[1], y.dtype, float(y[0] @ y[1] / np.linalg.norm(y[0]) / np.linalg.norm(y[1])))
            """;
        var words = (await PythonAsync(python, program, path)).Output.Split();

        Assert.Equal([$"{_gallery.Refit.Users}", $"{_gallery.Refit.Items}", "True", "float32"], words[..4]);
        Assert.Equal(_gallery.Similarity(_gallery.Items[0].ItemId, _gallery.Items[1].ItemId), double.Parse(words[4], System.Globalization.CultureInfo.InvariantCulture), 1e-5);
    }

    [Fact]
    public async Task The_parquet_file_has_every_neighbour_of_every_item()
    {
        using var stream = new MemoryStream();
        var graph = await _lab.Get<GalleryStudies>().NeighboursAsync(_gallery.Refit.Id, Token);

        await NeighboursParquet.WriteAsync(stream, _gallery, graph, Token);

        stream.Position = 0;
        await using var reader = await ParquetReader.CreateAsync(stream, cancellationToken: Token);
        using var group = reader.OpenRowGroupReader(0);
        var fields = reader.Schema.GetDataFields();
        var rows = _gallery.Items.Count * graph.NeighbourCount;
        var (ids, ranks, near, similarities) = (new string?[rows], new int[rows], new string?[rows], new float[rows]);
        await group.ReadAsync(fields[0], ids.AsMemory(), cancellationToken: Token);
        await group.ReadAsync<int>(fields[1], ranks.AsMemory(), cancellationToken: Token);
        await group.ReadAsync(fields[2], near.AsMemory(), cancellationToken: Token);
        await group.ReadAsync<float>(fields[3], similarities.AsMemory(), cancellationToken: Token);
        Assert.Equal(["item_id", "rank", "neighbour_id", "similarity"], fields.Select(field => field.Name));
        for (var item = 0; item < _gallery.Items.Count; item++)
        {
            var expected = _gallery.Neighbours(_gallery.Items[item].ItemId, graph.NeighbourCount, Token);
            var place = item * graph.NeighbourCount;
            Assert.All(ids[place..(place + graph.NeighbourCount)], id => Assert.Equal(_gallery.Items[item].ItemId, id));
            Assert.Equal(expected.Select(neighbour => neighbour.Item.ItemId), near[place..(place + graph.NeighbourCount)]);
            Assert.Equal(Enumerable.Range(1, graph.NeighbourCount), ranks[place..(place + graph.NeighbourCount)]);
            Assert.Equal(expected[0].Similarity, similarities[place], 1e-6);
        }
    }

    [Fact]
    public void Ratings_are_a_row_each_with_ids_quoted_where_they_must_be()
    {
        var at = new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

        var lines = Encoding.UTF8.GetString(RatingsCsv.Of([new("a,b", "c", true, -0.25, at), new("d", "e", false, 1, at)])).Split('\n', StringSplitOptions.TrimEntries);

        Assert.Equal("item_id,neighbour_id,is_good,similarity,rated_at", lines[0]);
        Assert.Equal("\"a,b\",c,true,-0.25,2026-01-02T03:04:05.000Z", lines[1]);
        Assert.Equal("d,e,false,1,2026-01-02T03:04:05.000Z", lines[2]);
    }

    private static string[] Read(ZipArchive zip, string name)
    {
        using var entry = zip.GetEntry(name)!.Open();
        return JsonSerializer.Deserialize<string[]>(entry)!;
    }

    /// <summary>A python3 that has numpy: the one on the path, or the system's own. Skips the test when there is none.</summary>
    private static async Task<string> RequireNumpyAsync()
    {
        foreach (var python in new[] { "python3", "/usr/bin/python3" })
        {
            try
            {
                if ((await PythonAsync(python, "import numpy")).Exit == 0)
                {
                    return python;
                }
            }
            catch (System.ComponentModel.Win32Exception)
            {
                // There is no such program.
            }
        }

        Assert.Skip("There is no python3 with numpy here.");
        return "";
    }

    private static async Task<(int Exit, string Output)> PythonAsync(string python, string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(python, ["-c", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (process.ExitCode, output);
    }
}
