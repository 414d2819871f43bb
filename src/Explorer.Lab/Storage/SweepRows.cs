using System.Text.Json;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender.Evaluation;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Storage;

/// <summary>A sweep as its query returns it.</summary>
internal sealed record SweepRow(
    long Id,
    string Spec,
    string DatasetName,
    string State,
    string Message,
    long CreatedAt,
    long? StartedAt,
    long? FinishedAt,
    long TrialsFinished,
    long PointsDone)
{
    public Sweep ToSweep() => new(
        new SweepId(Id),
        JsonSerializer.Deserialize<SweepSpec>(Spec) ?? throw new InvalidOperationException($"Sweep {Id} has no settings."),
        DatasetName,
        WorkStates.Parse(State),
        Message,
        Times.FromDatabase(CreatedAt),
        Times.FromDatabase(StartedAt),
        Times.FromDatabase(FinishedAt),
        (int)TrialsFinished,
        (int)PointsDone);
}

/// <summary>A trial as its query returns it.</summary>
internal sealed record TrialRow(
    long Id,
    long SweepId,
    long Number,
    long FactorCount,
    double Regularization,
    double Alpha,
    string State,
    string Message,
    long LastEpoch,
    double Seconds)
{
    public Trial ToTrial(LearningCurvePoint? best) => new(
        new TrialId(Id),
        new SweepId(SweepId),
        (int)Number,
        new Hyperparameters((int)FactorCount, Regularization, Alpha),
        WorkStates.Parse(State),
        Message,
        (int)LastEpoch,
        Seconds,
        best);
}

/// <summary>A point as its query returns it.</summary>
internal sealed record PointRow(
    long Cursor,
    long TrialId,
    long Epoch,
    double PrecisionTrain,
    double PrecisionTest,
    double PrecisionTestUnseen,
    double MseTrain,
    double MseTest,
    double TrainSeconds,
    double EvaluationSeconds)
{
    public LearningCurvePoint ToPoint() => new(
        (int)Epoch, PrecisionTrain, PrecisionTest, PrecisionTestUnseen, MseTrain, MseTest, TrainSeconds, EvaluationSeconds);
}
