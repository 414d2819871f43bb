using System.Text.Json;
using Explorer.Lab.Datasets;
using Explorer.Recommender;

namespace Explorer.Lab.Sweeps;

/// <summary>Where an imported sweep comes from.</summary>
/// <param name="SweepId">Its id there.</param>
/// <param name="Version">Version of the program that exported it.</param>
/// <param name="ExportedAt">When it was exported.</param>
/// <param name="ImportedAt">When it was imported here.</param>
/// <param name="TestDatasetName">Name of the dataset it tested with; empty when it held out likes of its own dataset.</param>
public sealed record SweepOrigin(long SweepId, string Version, DateTimeOffset ExportedAt, DateTimeOffset ImportedAt, string TestDatasetName = "")
{
    /// <summary>A dataset of this server with the same content; null when there is none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public DatasetId? DatasetHere { get; init; }

    /// <summary>As the store keeps it.</summary>
    internal string Write() => JsonSerializer.Serialize(this);

    /// <summary>From what <see cref="Write"/> gave.</summary>
    internal static SweepOrigin Read(string json, long? datasetHere) =>
        (JsonSerializer.Deserialize<SweepOrigin>(json) ?? throw new InvalidOperationException("An imported sweep has no origin."))
            with { DatasetHere = datasetHere is { } id ? new DatasetId(id) : null };

    /// <summary>Refuses what needs the likes or the work of the server where the sweep ran.</summary>
    /// <param name="what">What cannot be done, as in “resumed” or “trained on everything”.</param>
    /// <exception cref="ExplorerException">Always when the sweep is imported (<see cref="Refusal.Conflict"/>).</exception>
    public static void RequireNone(Sweep sweep, string what)
    {
        ArgumentNullException.ThrowIfNull(sweep);
        if (sweep.Origin is { } origin)
        {
            throw new ExplorerException(
                $"Sweep {sweep.Id} was imported from a replay bundle and is read-only: it cannot be {what}. " +
                (origin.DatasetHere is { } here
                    ? $"Its likes are here as dataset {here}: set up the same sweep again on that."
                    : "Its likes are not on this server. Import the likes file it was made from, then set up the sweep again."),
                Refusal.Conflict);
        }
    }
}
