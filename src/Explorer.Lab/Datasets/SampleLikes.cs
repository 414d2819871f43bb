using System.Globalization;
using System.Text;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.Random;

namespace Explorer.Lab.Datasets;

/// <summary>
/// The built-in sample: about 2,000 users who each like a few families of things out of 12 × 50, made from a seed. Whoever
/// looks at its neighbours sees at once whether they belong together, without any file or network.
/// </summary>
public static class SampleLikes
{
    /// <summary>What the sample is called in lists.</summary>
    public const string Name = "Built-in sample";

    private const int Seed = 2016;
    private const int UserCount = 2000;

    /// <summary>The share of a user's likes that goes to any item at all.</summary>
    private const double Noise = 0.12;

    /// <summary>How much rather a user likes what is made of a favourite stuff.</summary>
    private const double StuffPreference = 5;

    private static readonly string[] Families =
        ["dragon", "robot", "castle", "ship", "fish", "tree", "mushroom", "car", "bird", "planet", "lantern", "house"];

    /// <summary>Words that go together, so that families have a grain that more factors can find.</summary>
    private static readonly string[][] Stuffs =
    [
        ["Ember", "Molten", "Crimson", "Sunset", "Cinder", "Amber", "Scarlet", "Desert", "Copper", "Rusty"],
        ["Frost", "Glacier", "Silver", "Winter", "Crystal", "Moonlit", "Arctic", "Pearl", "Misty", "Snowy"],
        ["Moss", "Forest", "Jade", "Meadow", "Ivy", "Clover", "Willow", "Fern", "Bamboo", "Garden"],
        ["Brass", "Clockwork", "Iron", "Steam", "Bronze", "Steel", "Riveted", "Chrome", "Cobalt", "Granite"],
        ["Paper", "Wooden", "Woollen", "Patchwork", "Clay", "Velvet", "Button", "Painted", "Toy", "Pocket"],
    ];

    /// <summary>The sample in the post's format (<c>modelname|mid|uid</c>), as a file would be; the same bytes every time.</summary>
    public static Stream Open()
    {
        var random = new Xoshiro256StarStar(Seed);
        var items = MakeItems(random);
        var text = new StringBuilder("modelname|mid|uid\n");
        for (var user = 1; user <= UserCount; user++)
        {
            foreach (var item in LikesOf(items, random))
            {
                text.Append(CultureInfo.InvariantCulture, $"{items[item].Name}|{items[item].Id}|user-{user:0000}\n");
            }
        }

        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()), writable: false);
    }

    private static List<Item> MakeItems(Xoshiro256StarStar random)
    {
        var items = new List<Item>();
        for (var family = 0; family < Families.Length; family++)
        {
            var familyPopularity = 0.6 + (0.8 * random.NextDouble());
            var names = Stuffs.SelectMany((words, stuff) => words.Select(word => (Stuff: stuff, Name: $"{word} {Families[family]}"))).ToArray();
            var ranks = MathNet.Numerics.Combinatorics.GeneratePermutation(names.Length, random);
            items.AddRange(names.Select((name, place) => new Item(
                name.Name,
                name.Name.ToLowerInvariant().Replace(' ', '-'),
                family,
                name.Stuff,
                familyPopularity / Math.Pow(ranks[place] + 2, 0.7))));
        }

        return items;
    }

    private static SortedSet<int> LikesOf(List<Item> items, Xoshiro256StarStar random)
    {
        var families = Draw(Families.Length, 1 + (random.NextDouble() < 0.6 ? 1 : 0) + (random.NextDouble() < 0.3 ? 1 : 0), random);
        var stuffs = Draw(Stuffs.Length, 2, random);
        var tastes = items.Select(item => families.Contains(item.Family) ? item.Popularity * (stuffs.Contains(item.Stuff) ? StuffPreference : 1) : 0);
        var own = new Categorical([.. tastes], random);
        var any = new Categorical([.. items.Select(item => item.Popularity)], random);

        var wanted = Math.Min((int)LogNormal.Sample(random, 3.1, 0.75), 25 * families.Count);
        var likes = new SortedSet<int>();
        while (likes.Count < Math.Max(1, wanted))
        {
            likes.Add((random.NextDouble() < Noise ? any : own).Sample());
        }

        return likes;
    }

    private static HashSet<int> Draw(int of, int count, Xoshiro256StarStar random) =>
        [.. MathNet.Numerics.Combinatorics.GenerateVariation(of, count, random)];

    private sealed record Item(string Name, string Id, int Family, int Stuff, double Popularity);
}
