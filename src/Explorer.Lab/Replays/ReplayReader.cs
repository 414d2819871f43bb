using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;

namespace Explorer.Lab.Replays;

/// <summary>Reads a replay bundle and trusts nothing in it: every bound, name and number is checked before anything is stored.</summary>
internal sealed class ReplayReader
{
    /// <summary>Most bytes of a bundle as sent.</summary>
    public const long MaxPackedBytes = 256L << 20;

    /// <summary>Most bytes of all parts together, unpacked.</summary>
    public const long MaxBytes = 1L << 29;

    private const int MaxEntries = 64;

    private readonly ZipArchive _zip;
    private readonly long _maxBytes;
    private long _bytes;

    private ReplayReader(ZipArchive zip, long maxBytes)
    {
        _zip = zip;
        _maxBytes = maxBytes;
    }

    /// <summary>Reads a whole bundle.</summary>
    /// <param name="stream">Can seek.</param>
    /// <param name="maxBytes">Most bytes of all parts together, unpacked.</param>
    /// <exception cref="ExplorerException">It is no bundle, too large, of another version, incomplete, or contradicts itself; the message says where.</exception>
    public static async Task<ReplayContent> ReadAsync(Stream stream, CancellationToken cancellationToken, long maxBytes = MaxBytes)
    {
        try
        {
            await using var zip = await ZipArchive.CreateAsync(stream, ZipArchiveMode.Read, leaveOpen: true, entryNameEncoding: null, cancellationToken);
            if (zip.Entries.Count > MaxEntries)
            {
                throw new ExplorerException($"This zip has {zip.Entries.Count} files; a replay bundle has six at most. Send the file that “Replay bundle” of a sweep’s page gave.");
            }

            return await new ReplayReader(zip, maxBytes).ReadAsync(cancellationToken);
        }
        catch (InvalidDataException exception)
        {
            throw new ExplorerException(
                $"This is not a replay bundle, or it was cut off on the way: {exception.Message} Send the zip file that “Replay bundle” of a sweep’s page gave.",
                innerException: exception);
        }
    }

    private async Task<ReplayContent> ReadAsync(CancellationToken cancellationToken)
    {
        var (about, _) = await PartAsync<ReplayAbout>(ReplayParts.About, cancellationToken);
        if (about.Format != ReplayParts.Format)
        {
            throw new ExplorerException($"{ReplayParts.About}: the format is “{Shorten(about.Format)}”, not “{ReplayParts.Format}”. Send a replay bundle.");
        }

        if (about.FormatVersion is < 1 or > ReplayParts.FormatVersion)
        {
            throw new ExplorerException(
                $"The bundle has format {about.FormatVersion} (written by Explorer {Shorten(about.Version)}); this Explorer reads formats up to {ReplayParts.FormatVersion}. Use a newer Explorer, or export it from an older one.");
        }

        var sweep = await CheckedAsync<ReplaySweep>(about, ReplayParts.Sweep, cancellationToken);
        var trials = await CheckedAsync<List<ReplayTrial>>(about, ReplayParts.Trials, cancellationToken);
        var points = await CheckedAsync<List<ReplayPoint>>(about, ReplayParts.Points, cancellationToken);
        return ReplayChecks.Check(new ReplayContent(about, sweep, SpecOf(sweep), trials, points)
        {
            Events = await IfThereAsync<ReplayEvent>(about, ReplayParts.Events, cancellationToken),
            Runs = await IfThereAsync<ReplayRun>(about, ReplayParts.Runs, cancellationToken),
        });
    }

    private static SweepSpec SpecOf(ReplaySweep sweep)
    {
        try
        {
            return sweep.Spec.Deserialize<SweepSpec>() ?? throw new JsonException("It is null.");
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or NotSupportedException)
        {
            throw Unreadable(ReplayParts.Sweep, "spec: " + exception.Message, exception);
        }
    }

    // A part that is named but missing is one that was lost.
    private async Task<List<T>> IfThereAsync<T>(ReplayAbout about, string name, CancellationToken cancellationToken) =>
        about.Sha256.ContainsKey(name) || _zip.GetEntry(name) is not null ? await CheckedAsync<List<T>>(about, name, cancellationToken) : [];

    private async Task<T> CheckedAsync<T>(ReplayAbout about, string name, CancellationToken cancellationToken)
    {
        var (part, sum) = await PartAsync<T>(name, cancellationToken);
        if (!about.Sha256.TryGetValue(name, out var expected) || !string.Equals(expected, sum, StringComparison.OrdinalIgnoreCase))
        {
            throw new ExplorerException($"{name} is damaged or was changed: its checksum is not the one in {ReplayParts.About}. Export the bundle again.");
        }

        return part;
    }

    private async Task<(T Part, string Sum)> PartAsync<T>(string name, CancellationToken cancellationToken)
    {
        var entry = _zip.GetEntry(name)
            ?? throw new ExplorerException($"The bundle has no {name}. A replay bundle consists of {ReplayParts.About}, {string.Join(", ", ReplayParts.Checked)}. Export it again.");
        using var hash = SHA256.Create();
        try
        {
            await using var unpacked = await entry.OpenAsync(cancellationToken);
            await using var bounded = new BoundedStream(unpacked, _maxBytes - _bytes, _maxBytes);
            await using var hashed = new CryptoStream(bounded, hash, CryptoStreamMode.Read);
            var part = await JsonSerializer.DeserializeAsync<T>(hashed, ReplayParts.Json, cancellationToken) ?? throw new JsonException("It is null.");
            _bytes += bounded.BytesRead;
            return (part, Convert.ToHexStringLower(hash.Hash ?? []));
        }
        catch (JsonException exception)
        {
            throw Unreadable(name, exception.Message, exception);
        }
    }

    private static ExplorerException Unreadable(string name, string why, Exception exception) =>
        new($"{name} of the bundle cannot be read: {why} Export the bundle again.", innerException: exception);

    private static string Shorten(string text) => text.Length > 40 ? text[..40] + "…" : text;
}
