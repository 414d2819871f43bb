using System.IO.Compression;
using System.Text.Json;
using Explorer.Lab.Galleries;

namespace Explorer.Lab.Exports;

/// <summary>The factors of a factorization for Python and others: a zip of <c>.npy</c> tables, the ids of their rows, and what they were trained with.</summary>
public static class FactorsArchive
{
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>Writes the archive: <c>user_factors.npy</c>, <c>item_factors.npy</c> (float32, rows as in the id lists), <c>user_ids.json</c>, <c>item_ids.json</c>, <c>item_names.json</c>, <c>about.json</c>.</summary>
    /// <param name="stream">Written from where it is; need not seek.</param>
    public static void Write(Stream stream, Gallery gallery)
    {
        ArgumentNullException.ThrowIfNull(gallery);

        var trained = gallery.Trained;
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);

        // Factors look like noise: compressing them costs time and saves a tenth.
        Add(zip, "user_factors.npy", CompressionLevel.NoCompression, entry => NpyWriter.Write(entry, trained.Factorization.Users));
        Add(zip, "item_factors.npy", CompressionLevel.NoCompression, entry => NpyWriter.Write(entry, trained.Factorization.Items));
        Add(zip, "user_ids.json", CompressionLevel.Fastest, entry => JsonSerializer.Serialize(entry, trained.UserIds, Readable));
        Add(zip, "item_ids.json", CompressionLevel.Fastest, entry => JsonSerializer.Serialize(entry, trained.ItemIds, Readable));
        Add(zip, "item_names.json", CompressionLevel.Fastest, entry => JsonSerializer.Serialize(entry, gallery.Items.Select(item => item.Name), Readable));
        Add(zip, "about.json", CompressionLevel.Fastest, entry => JsonSerializer.Serialize(entry, About(gallery), Readable));
    }

    private static object About(Gallery gallery) => new
    {
        factorization = gallery.Refit.Id.Value,
        dataset = gallery.Refit.DatasetName,
        gallery.Refit.Hyperparameters.FactorCount,
        gallery.Refit.Hyperparameters.Regularization,
        gallery.Refit.Hyperparameters.Alpha,
        gallery.Refit.Epochs,
        gallery.Refit.Seed,
        gallery.Refit.Users,
        gallery.Refit.Items,
        gallery.Refit.Likes,
        score = "user_factors[u] · item_factors[i]",
        similarity = "cosine of two rows of item_factors",
    };

    private static void Add(ZipArchive zip, string name, CompressionLevel compression, Action<Stream> write)
    {
        using var entry = zip.CreateEntry(name, compression).Open();
        write(entry);
    }
}
