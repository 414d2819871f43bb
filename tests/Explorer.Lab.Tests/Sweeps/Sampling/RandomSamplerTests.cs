using Explorer.Lab.Sweeps;
using Explorer.Lab.Sweeps.Sampling;
using MathNet.Numerics.Random;

namespace Explorer.Lab.Tests.Sweeps.Sampling;

public sealed class RandomSamplerTests
{
    [Fact]
    public void A_seed_gives_the_same_combinations_and_another_one_others()
    {
        var first = RandomSampler.Draw(Spaces.Ranges, 20, new Xoshiro256StarStar(1), []);

        Assert.Equal(first, RandomSampler.Draw(Spaces.Ranges, 20, new Xoshiro256StarStar(1), []));
        Assert.NotEqual(first, RandomSampler.Draw(Spaces.Ranges, 20, new Xoshiro256StarStar(2), []));
    }

    [Fact]
    public void No_combination_comes_twice_and_a_finite_space_is_drawn_empty()
    {
        var taken = Grid.Post.Combinations().Take(5).ToList();

        var drawn = RandomSampler.Draw(Spaces.Post, 500, new Xoshiro256StarStar(3), taken);

        Assert.Equal(Grid.Post.Combinations().Skip(5).ToHashSet(), drawn.ToHashSet());
        Assert.Equal(175, drawn.Count);
    }

    [Fact]
    public void Each_power_of_ten_of_a_logarithmic_range_is_drawn_as_often()
    {
        var drawn = RandomSampler.Draw(Spaces.Ranges, 5000, new Xoshiro256StarStar(4), []);

        // Nine powers of ten, and a tenth of the places for 0.
        var byPower = drawn.CountBy(combination => combination.Regularization == 0 ? -1 : (int)Math.Floor(Math.Log10(combination.Regularization) + 6))
            .Where(power => power.Key < 9).ToList();
        Assert.Equal(10, byPower.Count);
        Assert.All(byPower, power => Assert.InRange(power.Value, 400, 600));
    }

    [Fact]
    public void Draws_stay_within_their_ranges()
    {
        var drawn = RandomSampler.Draw(Spaces.Ranges, 2000, new Xoshiro256StarStar(5), []);

        Assert.All(drawn, combination =>
        {
            Assert.InRange(combination.FactorCount, 4, 256);
            Assert.True(combination.Regularization is 0 or (>= 1e-6 and <= 1e3));
            Assert.InRange(combination.Alpha, 0, 100);
        });
        Assert.Contains(drawn, combination => combination.FactorCount is 4 or 5);
        Assert.Contains(drawn, combination => combination.FactorCount > 240);
    }

    [Fact]
    public void A_combination_lies_where_its_place_leads_back_to_it()
    {
        foreach (var space in new[] { Spaces.Ranges, Spaces.Post })
        {
            Assert.All(RandomSampler.Draw(space, 150, new Xoshiro256StarStar(6), []), combination =>
            {
                var again = space.At(space.PlaceOf(combination));
                Assert.Equal(combination.FactorCount, again.FactorCount);
                Assert.Equal(combination.Regularization, again.Regularization, 1e-3 * combination.Regularization);
                Assert.Equal(combination.Alpha, again.Alpha, 1e-2);
            });
        }
    }
}
