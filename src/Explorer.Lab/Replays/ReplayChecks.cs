using System.Diagnostics.CodeAnalysis;
using Explorer.Lab.Datasets;
using Explorer.Lab.Sweeps;
using Explorer.Lab.Work;
using Explorer.Recommender;
using Explorer.Recommender.Evaluation;

namespace Explorer.Lab.Replays;

/// <summary>Whether the parts of a bundle mean something and agree with each other.</summary>
internal static class ReplayChecks
{
    private const int MaxTrials = 1_000_000;
    private const int MaxText = 10_000;

    /// <summary>The server where a sweep ran had its own bounds on trials and epochs; those of the format are wider.</summary>
    private static readonly SweepOptions Bounds = new() { MaxTrials = MaxTrials, MaxEpochs = 1_000_000 };

    /// <summary>The content itself when nothing is wrong with it.</summary>
    /// <exception cref="ExplorerException">Something is; the message says what and where.</exception>
    public static ReplayContent Check(ReplayContent content)
    {
        CheckSweep(content);
        var numbers = CheckTrials(content.Trials);
        CheckPoints(content, numbers);
        CheckHistory(content, numbers);
        return content;
    }

    private static void CheckSweep(ReplayContent content)
    {
        var (sweep, spec) = (content.Sweep, content.Spec);
        DatasetNames.Require(sweep.Dataset.Name);
        DatasetNames.RequireItemWord(sweep.Dataset.ItemWord);
        if (spec.HoldOut is null || spec.Metric is null || spec.Grid is null || spec.Training is null)
        {
            throw Wrong(ReplayParts.Sweep, "the settings lack a hold-out, a metric, a grid or training settings");
        }

        try
        {
            spec.Validate(Bounds);
        }
        catch (OverflowException)
        {
            throw Wrong(ReplayParts.Sweep, "the grid has more combinations than can be counted");
        }

        RequireState(sweep.State, ReplayParts.Sweep);
        Require(
            sweep.Message.Length <= MaxText && sweep.Note.Length <= MaxText && sweep.Remarks.Length <= MaxText && (sweep.TestDatasetName?.Length ?? 0) <= MaxText,
            ReplayParts.Sweep, "a text is too long");
        Require(content.About.Version.Length <= 100, ReplayParts.About, "the version is too long");
        Require(sweep.Dataset.ContentHash.Length <= 64, ReplayParts.Sweep, "the dataset’s hash is too long");
        Require(
            sweep.Dataset is { Rows: >= 0, Likes: >= 0, Duplicates: >= 0, Rejected: >= 0, Users: >= 0, Items: >= 0 },
            ReplayParts.Sweep, "a total of the dataset is negative");
        Require(IsRanking(sweep.Baseline, spec), ReplayParts.Sweep, $"the baseline has {sweep.Baseline.Length} values that do not fit the sweep’s k");
    }

    private static HashSet<int> CheckTrials(IReadOnlyList<ReplayTrial> trials)
    {
        Require(trials.Count is >= 1 and <= MaxTrials, ReplayParts.Trials, $"there are {trials.Count} trials");
        var numbers = new HashSet<int>();
        foreach (var trial in trials)
        {
            Require(trial is not null, ReplayParts.Trials, "a trial is null");
            Require(trial.Number >= 1 && numbers.Add(trial.Number), ReplayParts.Trials, $"trial {trial.Number} is there twice, or its number is below 1");
            trial.Hyperparameters.Validate();
            RequireState(trial.State, ReplayParts.Trials);
            Require(trial.Message.Length <= MaxText, ReplayParts.Trials, $"the message of trial {trial.Number} is too long");
            Require(trial.Remarks.Length <= MaxText, ReplayParts.Trials, $"the note of trial {trial.Number} is too long");
        }

        return numbers;
    }

    private static void CheckPoints(ReplayContent content, HashSet<int> numbers)
    {
        var seen = new HashSet<(int, int)>();
        foreach (var point in content.Points)
        {
            Require(point is not null, ReplayParts.Points, "a point is null");
            var where = $"epoch {point.Epoch} of trial {point.Trial}";
            Require(numbers.Contains(point.Trial), ReplayParts.Points, $"trial {point.Trial} is not in {ReplayParts.Trials}");
            Require(point.Epoch >= 1 && seen.Add((point.Trial, point.Epoch)), ReplayParts.Points, $"{where} is there twice, or the epoch is below 1");
            Require(
                point is { PrecisionTrain: >= 0, PrecisionTest: >= 0, PrecisionTestUnseen: >= 0, MseTrain: >= 0, MseTest: >= 0, TrainSeconds: >= 0, EvaluationSeconds: >= 0 },
                ReplayParts.Points, $"a value at {where} is negative or not a number");
            Require(IsRanking(point.Ranking, content.Spec), ReplayParts.Points, $"the ranking values at {where} do not fit the sweep’s k, or one is negative");
        }
    }

    private static void CheckHistory(ReplayContent content, HashSet<int> numbers)
    {
        foreach (var happened in content.Events)
        {
            Require(happened is not null, ReplayParts.Events, "an event is null");
            Require(happened.Text.Length <= MaxText, ReplayParts.Events, $"the text of {happened.At:u} is too long");
        }

        foreach (var run in content.Runs)
        {
            Require(run is not null, ReplayParts.Runs, "a run is null");
            Require(numbers.Contains(run.Trial), ReplayParts.Runs, $"trial {run.Trial} is not in {ReplayParts.Trials}");
            Require(run.Slot >= 1 && run.EndedAt >= run.StartedAt, ReplayParts.Runs, $"a run of trial {run.Trial} ends before it begins, or its slot is below 1");
            RequireState(run.State, ReplayParts.Runs);
        }
    }

    private static bool IsRanking(double[] values, SweepSpec spec) =>
        values.Length == 0 || (values.Length == RankingMetrics.LengthFor(spec.Ks.Count) && values.All(value => value >= 0));

    private static void RequireState(string word, string part) =>
        Require(Enum.GetValues<WorkState>().Any(state => state.Word() == word), part, $"the state “{(word.Length > 40 ? word[..40] + "…" : word)}” is not known");

    private static void Require([DoesNotReturnIf(false)] bool isSound, string part, string what)
    {
        if (!isSound)
        {
            throw Wrong(part, what);
        }
    }

    private static ExplorerException Wrong(string part, string what) =>
        new($"{part} of the bundle is wrong: {what}. Export the bundle again.");
}
