using System.Text.Json;
using System.Text.Json.Serialization;
using Explorer.Lab.Sweeps;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Replays;

/// <summary>The parts of a replay bundle: a zip of a few JSON files that holds all there is to see of one sweep.</summary>
internal static class ReplayParts
{
    /// <summary>What every bundle says it is.</summary>
    public const string Format = "explorer-replay";

    /// <summary>The format that is written, and the newest that is read.</summary>
    public const int FormatVersion = 1;

    public const string About = "about.json";
    public const string Sweep = "sweep.json";
    public const string Trials = "trials.json";
    public const string Points = "points.json";

    /// <summary>What has happened to the sweep; bundles of earlier versions have none.</summary>
    public const string Events = "events.json";

    /// <summary>When trials ran; bundles of earlier versions have none.</summary>
    public const string Runs = "runs.json";

    /// <summary>Parts that every bundle has, with a checksum in <see cref="About"/>.</summary>
    public static readonly string[] Checked = [Sweep, Trials, Points];

    /// <summary>Doubles come back to the bit, those that are not finite too.</summary>
    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };
}

/// <summary>What the bundle is.</summary>
/// <param name="Version">Of the program that wrote it.</param>
/// <param name="Sha256">Checksums of the other parts, unpacked, in lower-case hexadecimal.</param>
internal sealed record ReplayAbout(
    string Format, int FormatVersion, string Version, DateTimeOffset ExportedAt, IReadOnlyDictionary<string, string> Sha256);

/// <summary>A dataset without its likes.</summary>
internal sealed record ReplayDataset(
    string Name, string ItemWord, string ContentHash, int Rows, int Likes, int Duplicates, int Rejected, int Users, int Items);

/// <summary>What was asked for and where it stood.</summary>
/// <param name="Spec">As the store keeps it.</param>
/// <param name="Baseline">Values of <see cref="Recommender.Evaluation.RankingMetrics"/> for the k of the spec; empty when none were measured.</param>
internal sealed record ReplaySweep(
    long Id,
    ReplayDataset Dataset,
    string? TestDatasetName,
    string? TestDatasetHash,
    JsonElement Spec,
    string State,
    string Message,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? FinishedAt,
    string Note,
    double[] Baseline)
{
    /// <summary>See <see cref="Sweeps.Sweep.Remarks"/>.</summary>
    public string Remarks { get; init; } = "";
}

/// <summary>A trial; its number stands for it in the points.</summary>
internal sealed record ReplayTrial(int Number, Hyperparameters Hyperparameters, string State, string Message)
{
    /// <summary>See <see cref="Sweeps.Trial.Seed"/>.</summary>
    public int? Seed { get; init; }

    /// <summary>See <see cref="Sweeps.Trial.Generation"/>.</summary>
    public int? Generation { get; init; }

    /// <summary>See <see cref="Sweeps.Trial.Rung"/>.</summary>
    public int Rung { get; init; }

    /// <summary>See <see cref="Sweeps.Trial.Remarks"/>.</summary>
    public string Remarks { get; init; } = "";
}

/// <summary>A measured epoch.</summary>
/// <param name="Trial">Number of its trial.</param>
/// <param name="Ranking">Values of <see cref="Recommender.Evaluation.RankingMetrics"/>; empty for points of an earlier version.</param>
internal sealed record ReplayPoint(
    int Trial,
    int Epoch,
    double PrecisionTrain,
    double PrecisionTest,
    double PrecisionTestUnseen,
    double MseTrain,
    double MseTest,
    double TrainSeconds,
    double EvaluationSeconds,
    double[] Ranking)
{
    /// <summary>See <see cref="Recommender.Evaluation.LearningCurvePoint.NeighbourStability"/>.</summary>
    public double? NeighbourStability { get; init; }
}

/// <summary>Something that has happened to the sweep.</summary>
/// <param name="Trial">Number of the one trial it is about, which may have been deleted since; null when it is about several or none.</param>
internal sealed record ReplayEvent(DateTimeOffset At, SweepEventKind Kind, int? Trial, string Text);

/// <summary>One time that a trial ran.</summary>
/// <param name="Trial">Number of the trial.</param>
internal sealed record ReplayRun(int Trial, int Slot, DateTimeOffset StartedAt, DateTimeOffset EndedAt, string State);

/// <summary>A whole bundle that was read and found sound.</summary>
/// <param name="Spec">Of its sweep; its dataset ids are those of the other server.</param>
internal sealed record ReplayContent(
    ReplayAbout About, ReplaySweep Sweep, SweepSpec Spec, IReadOnlyList<ReplayTrial> Trials, IReadOnlyList<ReplayPoint> Points)
{
    /// <summary>In the order in which things happened; empty in bundles of earlier versions.</summary>
    public IReadOnlyList<ReplayEvent> Events { get; init; } = [];

    /// <summary>In the order in which they began; empty in bundles of earlier versions.</summary>
    public IReadOnlyList<ReplayRun> Runs { get; init; } = [];
}
