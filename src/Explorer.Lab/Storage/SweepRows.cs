using System.Text.Json;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Storage;

// Rows as their queries return them, with settable properties rather than constructors: SQLite gives a computed column no type
// when there is no row, and a constructor would then not be found.

/// <summary>A sweep.</summary>
internal sealed class SweepRow
{
    public long Id { get; init; }

    public string Spec { get; init; } = "";

    public string DatasetName { get; init; } = "";

    public string State { get; init; } = "";

    public string Message { get; init; } = "";

    public long CreatedAt { get; init; }

    public long? StartedAt { get; init; }

    public long? FinishedAt { get; init; }

    public int TrialsFinished { get; init; }

    public int PointsDone { get; init; }

    public byte[]? Baseline { get; init; }

    public string Note { get; init; } = "";

    public string DatasetHash { get; init; } = "";

    public string? Origin { get; init; }

    public long? DatasetHere { get; init; }

    public static SweepSpec SpecOf(string json) =>
        JsonSerializer.Deserialize<SweepSpec>(json) ?? throw new InvalidOperationException("A stored sweep has no settings.");

    public Sweep ToSweep() => ToSweep(SpecOf(Spec));

    private Sweep ToSweep(SweepSpec spec) => new(
        new SweepId(Id),
        spec,
        DatasetName,
        WorkStates.Parse(State),
        Message,
        Times.FromDatabase(CreatedAt),
        Times.FromDatabase(StartedAt),
        Times.FromDatabase(FinishedAt),
        TrialsFinished,
        PointsDone)
    {
        Baseline = MeasureBlob.Read(Baseline, spec.Ks),
        Note = Note,
        DatasetHash = DatasetHash,
        Origin = Origin is null ? null : SweepOrigin.Read(Origin, DatasetHere),
    };
}

/// <summary>A trial.</summary>
internal sealed class TrialRow
{
    public long Id { get; init; }

    public long SweepId { get; init; }

    public int Number { get; init; }

    public int FactorCount { get; init; }

    public double Regularization { get; init; }

    public double? ItemRegularization { get; init; }

    public double Alpha { get; init; }

    public string State { get; init; } = "";

    public string Message { get; init; } = "";

    public int LastEpoch { get; init; }

    public double Seconds { get; init; }

    public double AllEvaluationSeconds { get; init; }

    public Trial ToTrial(LearningCurvePoint? best) => new(
        new TrialId(Id),
        new SweepId(SweepId),
        Number,
        new Hyperparameters(FactorCount, Regularization, Alpha) { ItemRegularization = ItemRegularization },
        WorkStates.Parse(State),
        Message,
        LastEpoch,
        Seconds,
        best,
        AllEvaluationSeconds);
}

/// <summary>A point.</summary>
internal sealed class PointRow
{
    public long Cursor { get; init; }

    public long TrialId { get; init; }

    public int Epoch { get; init; }

    public double PrecisionTrain { get; init; }

    public double PrecisionTest { get; init; }

    public double PrecisionTestUnseen { get; init; }

    public double MseTrain { get; init; }

    public double MseTest { get; init; }

    public double TrainSeconds { get; init; }

    public double EvaluationSeconds { get; init; }

    public byte[]? Measures { get; init; }

    /// <param name="ks">The k of the sweep.</param>
    public LearningCurvePoint ToPoint(IReadOnlyList<int> ks) => new(
        Epoch, PrecisionTrain, PrecisionTest, PrecisionTestUnseen, MseTrain, MseTest, TrainSeconds, EvaluationSeconds)
    { Ranking = MeasureBlob.Read(Measures, ks) };
}
