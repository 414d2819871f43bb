using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Pruning;
using Explorer.Lab.Sweeps.Understanding;
using Explorer.Lab.Work;
using Explorer.Recommender.Wrmf;

namespace Explorer.Lab.Tests.Sweeps.Understanding;

public sealed class RepeatTests
{
    private static readonly Grid Two = new([10, 20], [0.1], [9]);
    private static readonly SweepSpec Spec = Trials.Spec(Two, 1) with { Repeats = 3 };

    [Fact]
    public void A_combination_has_mean_and_standard_deviation_over_its_seeds()
    {
        var groups = RepeatGroup.Of(Spec, Repeats((10, [0.1, 0.2, 0.3]), (20, [0.3, 0.5])));

        Assert.Equal([20, 10], groups.Select(group => group.Hyperparameters.FactorCount));
        Assert.Equal((0.4, 2), (groups[0].Mean, groups[0].Count));
        Assert.Equal(Math.Sqrt(0.02), groups[0].StandardDeviation ?? 0, 12);
        Assert.Equal((0.2, 0.1), (Math.Round(groups[1].Mean, 12), Math.Round(groups[1].StandardDeviation ?? 0, 12)));
    }

    [Fact]
    public void Pruned_repeats_and_a_seed_that_came_twice_are_left_out()
    {
        var trials = Repeats((10, [0.1, 0.2, 0.3]));
        trials.Add(trials[0] with { Id = new TrialId(90), Number = 90 });
        trials[2] = trials[2] with { State = WorkState.Pruned };

        var only = Assert.Single(RepeatGroup.Of(Spec, trials));

        Assert.Equal([0.1, 0.2], only.Values);
    }

    [Fact]
    public void A_repeat_that_patience_stopped_counts_since_its_best_value_stands()
    {
        var spec = Spec with { Epochs = [1, 2, 3, 4], Pruning = new PruningPlan { Patience = 2 } };
        var trials = Repeats((10, [0.1, 0.2, 0.3]));
        trials[1] = trials[1] with { State = WorkState.Pruned, LastEpoch = 3 };
        trials[2] = trials[2] with { State = WorkState.Pruned, LastEpoch = 2 };

        Assert.Equal([0.1, 0.2], Assert.Single(RepeatGroup.Of(spec, trials)).Values);
    }

    [Fact]
    public void One_seed_has_no_spread() =>
        Assert.Null(Assert.Single(RepeatGroup.Of(Spec, Repeats((10, [0.1])))).StandardDeviation);

    [Fact]
    public void For_an_error_the_smallest_mean_comes_first()
    {
        var groups = RepeatGroup.Of(Spec with { Metric = Metric.MseTest }, Repeats((10, [0.1, 0.2]), (20, [0.5, 0.6])));

        // The error is one less the precision here.
        Assert.Equal([20, 10], groups.Select(group => group.Hyperparameters.FactorCount));
        Assert.Equal(0.45, groups[0].Mean, 12);
    }

    [Fact]
    public void A_lead_that_other_seeds_turn_round_is_a_tie()
    {
        var note = Tie(Repeats((10, [0.10, 0.20, 0.30]), (20, [0.14, 0.17, 0.30])));

        // Differences 0.04, −0.03, 0: mean 0.0033, standard deviation 0.0351; 4.303 · 0.0351 / √3 = 0.087.
        Assert.Equal("Two combinations tie", note?.Title);
        Assert.Contains("by 0.0033 ± 0.087 (95 % interval over 3 shared seeds)", note?.Text, StringComparison.Ordinal);
        Assert.Equal("factors == 20 && lambda == 0.1 && alpha == 9 || factors == 10 && lambda == 0.1 && alpha == 9", note?.Filter);
        Assert.Equal(6, TrialFilter.Parse(note?.Filter).Apply(Repeats((10, [0.1, 0.2, 0.3]), (20, [0.14, 0.17, 0.3])), Metric.PrecisionTest).Count);
    }

    [Fact]
    public void A_lead_that_every_seed_agrees_on_is_none_however_much_seeds_differ() =>
        Assert.Null(Tie(Repeats((10, [0.10, 0.20, 0.30]), (20, [0.11, 0.2101, 0.3099]))));

    private static AdviceNote? Tie(List<Trial> trials) =>
        Advice.Of(Spec, trials, trial => [trials.Single(other => other.Id == trial).Best!])
            .SingleOrDefault(note => note.Kind == AdviceKind.Tie);

    private static List<Trial> Repeats(params (int FactorCount, double[] Values)[] combinations) =>
    [
        .. from combination in combinations
           from seed in Enumerable.Range(0, combination.Values.Length)
           select Trials.One((combination.FactorCount * 10) + seed, new Hyperparameters(combination.FactorCount, 0.1, 9), Trials.Point(1, combination.Values[seed]))
               with { Seed = seed },
    ];
}
