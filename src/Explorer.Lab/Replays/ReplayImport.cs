using Explorer.Lab.Storage;
using Explorer.Lab.Sweeps;
using Explorer.Recommender;
using Microsoft.Extensions.Options;

namespace Explorer.Lab.Replays;

/// <summary>A replay bundle → a read-only sweep of this server.</summary>
public sealed class ReplayImport(ReplayStore replays, SweepStore sweeps, IOptions<ImportOptions> options, Bell bell)
{
    /// <summary>Most bytes of a bundle as sent: the setting for uploads, and 256 MB whatever it says.</summary>
    public long MaxBytes => Math.Min(options.Value.MaxUploadBytes, ReplayReader.MaxPackedBytes);

    /// <summary>Reads, checks and stores a bundle; nothing is stored unless all of it is sound.</summary>
    /// <param name="stream">Need not seek.</param>
    /// <exception cref="ExplorerException">It is no bundle, too large (<see cref="Refusal.TooLarge"/>), of another version, incomplete, or contradicts itself.</exception>
    public async Task<Sweep> RunAsync(Stream stream, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(stream);

        // A zip is read from its end, so it is put where one can seek.
        await using var file = new FileStream(
            Path.GetTempFileName(), FileMode.Open, FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose | FileOptions.Asynchronous);
        await using (var bounded = new BoundedStream(stream, MaxBytes, MaxBytes))
        {
            await bounded.CopyToAsync(file, cancellationToken);
        }

        file.Position = 0;
        var content = await ReplayReader.ReadAsync(file, cancellationToken);
        var id = await replays.AddAsync(content, cancellationToken);
        bell.Ring(Topics.Sweep(id));
        bell.Ring(Topics.Lists);
        return await sweeps.GetAsync(id, cancellationToken);
    }
}
