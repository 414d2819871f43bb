using Explorer.Lab.Sweeps.Sampling;
using Explorer.Recommender.Wrmf;
using MathNet.Numerics.Random;

namespace Explorer.Lab.Tests.Sweeps.Sampling;

public sealed class ParzenSamplerTests
{
    private const int Seeds = 40;
    private const int Trials = 40;

    [Fact]
    public void It_beats_random_search_on_a_known_hill()
    {
        var (model, random) = (MeanBest(Spaces.Ranges, Hill, isModel: true), MeanBest(Spaces.Ranges, Hill, isModel: false));

        // 0 is the summit. Mean over seeds of the best of 40 trials, of which both share the first ten.
        Assert.True(model < 0.5 * random, $"model {model}, random {random}");
    }

    [Fact]
    public void It_beats_random_search_on_a_curved_valley_with_several_ends()
    {
        var (model, random) = (MeanBest(Spaces.Ranges, Branin, isModel: true), MeanBest(Spaces.Ranges, Branin, isModel: false));

        Assert.True(model < 0.7 * random, $"model {model}, random {random}");
    }

    [Fact]
    public void It_beats_random_search_on_a_grid_of_listed_values()
    {
        var (model, random) = (MeanBest(Spaces.Post, Hill, isModel: true), MeanBest(Spaces.Post, Hill, isModel: false));

        Assert.True(model < 0.8 * random, $"model {model}, random {random}");
    }

    [Fact]
    public void The_same_history_and_seed_give_the_same_proposals()
    {
        var history = History(Spaces.Ranges, 15);

        var first = ParzenSampler.Propose(Spaces.Ranges, history, 4, new Xoshiro256StarStar(9));

        Assert.Equal(first, ParzenSampler.Propose(Spaces.Ranges, history, 4, new Xoshiro256StarStar(9)));
    }

    [Fact]
    public void Nothing_is_proposed_twice_and_a_finite_space_ends()
    {
        var history = History(Spaces.Post, 150);

        var proposed = ParzenSampler.Propose(Spaces.Post, history, 100, new Xoshiro256StarStar(10));

        Assert.Equal(30, proposed.Count);
        Assert.Equal(180, proposed.Concat(history.Select(tried => tried.Hyperparameters)).Distinct().Count());
    }

    [Fact]
    public void Where_trials_failed_little_is_proposed()
    {
        // Everything above α = 50 fails.
        var history = RandomSampler.Draw(Spaces.Ranges, 40, new Xoshiro256StarStar(11), [])
            .Select(combination => (combination, combination.Alpha > 50 ? double.NaN : 1.0)).ToList();

        var proposed = Enumerable.Range(0, 25).SelectMany(seed => ParzenSampler.Propose(Spaces.Ranges, history, 1, new Xoshiro256StarStar(seed))).ToList();

        Assert.InRange(proposed.Count(combination => combination.Alpha > 50), 0, 5);
    }

    /// <summary>The mean over seeds of the smallest cost found.</summary>
    private static double MeanBest(SearchSpace space, Func<double[], double> cost, bool isModel) => Enumerable.Range(0, Seeds).Average(seed =>
    {
        var random = new Xoshiro256StarStar(seed);
        List<(Hyperparameters Hyperparameters, double Cost)> history = [];
        Take(RandomSampler.Draw(space, isModel ? SamplingPlan.FirstGeneration : Trials, random, []));
        while (history.Count < Trials)
        {
            Take(ParzenSampler.Propose(space, history, SamplingPlan.EveryCombination.Generation, random));
        }

        return history.Take(Trials).Min(tried => tried.Cost);

        void Take(IEnumerable<Hyperparameters> combinations) => history.AddRange(combinations.Select(combination => (combination, cost(space.PlaceOf(combination)))));
    });

    private static List<(Hyperparameters Hyperparameters, double Cost)> History(SearchSpace space, int count) =>
        [.. RandomSampler.Draw(space, count, new Xoshiro256StarStar(8), []).Select(combination => (combination, Hill(space.PlaceOf(combination))))];

    /// <summary>Steeper along the first edge than along the last, its foot off the middle.</summary>
    private static double Hill(double[] place) =>
        (4 * Math.Pow(place[0] - 0.7, 2)) + (2 * Math.Pow(place[1] - 0.3, 2)) + Math.Pow(place[2] - 0.55, 2);

    /// <summary>Branin and Hoo 1972 over the second and third edge, less its minimum of 0.397887.</summary>
    private static double Branin(double[] place)
    {
        var (x, y) = ((15 * place[1]) - 5, 15 * place[2]);
        var valley = y - (5.1 * x * x / (4 * Math.PI * Math.PI)) + (5 * x / Math.PI) - 6;
        return (valley * valley) + (10 * (1 - (1 / (8 * Math.PI))) * Math.Cos(x)) + 10 - 0.397887;
    }
}
