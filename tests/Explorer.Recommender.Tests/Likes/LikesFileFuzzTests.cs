using System.Text;
using Explorer.Recommender.Likes;
using Explorer.Recommender.Likes.Tables;

namespace Explorer.Recommender.Tests.Likes;

/// <summary>Good files with a few bytes changed, removed, repeated or put in: never a crash, and the counts always add up.</summary>
public sealed class LikesFileFuzzTests
{
    private static readonly string[] Seeds =
    [
        "modelname|mid|uid\n\\Knight\nof the lake\\|m0|u1\nInner \\ slash|m1|u1\n\"Q\"|m2|u2\n\\\\|m3|u3\n\n|m3|u3\n",
        "user_id,item_id,title,count\r\nu1,m0,\"Dragon, \"\"red\"\"\",3\r\nu2,m0,Дракон,1\r\nu2,m1,,0\r\n",
        "\uFEFFmid;uid\rm1;u1\rm2;u2\rm1;u1\r",
        "sep=;\nuid;mid;weight;timestamp;image\nu1;m1;2;100;https://e.example/1\nu1;m1;3;200;\nu2;m2;0.5;2020-01-01;x\n",
        "\"uid\",\"mid\",\"rating\",\"title\"\n\"u1\",\"m1\",\"5\",\"a \\\"b\\\", c\"\n\"u2\",\"m1\",\"3\",\"d\\\\\"\n",
    ];

    private static readonly byte[] Favourites = [.. "\\|\",;\t\r\n\0 mu1"u8, 0xEF, 0xBB, 0xBF, 0xFF, 0xFE, 0x1F, 0x8B];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Mutations_of_good_files_are_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var read = 0;
        for (var round = 0; round < 1000; round++)
        {
            var text = Seeds[random.Next(Seeds.Length)];
            var bytes = random.Next(8) == 0 ? Encoding.Unicode.GetBytes(text) : Encoding.UTF8.GetBytes(text);
            bytes = Mutate([.. bytes], random);
            bytes = random.Next(10) switch
            {
                0 => Mutate([.. Reading.Gzip(bytes)], random),
                1 => Mutate([.. Reading.Zip(("a", Encoding.Latin1.GetString(bytes)))], random),
                _ => bytes,
            };
            try
            {
                await Reading.LikesOfAsync(bytes, choices: Choices(random));
                read++;
            }
            catch (ExplorerException refusal)
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(read, 100, 1000);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(6)]
    public async Task A_preview_of_mutations_never_breaks_and_what_it_answers_can_be_imported(int seed)
    {
        var random = new Random(seed);
        var shown = 0;
        for (var round = 0; round < 1000; round++)
        {
            var bytes = Mutate([.. Encoding.UTF8.GetBytes(Seeds[random.Next(Seeds.Length)])], random);
            bytes = random.Next(5) switch
            {
                0 => Mutate([.. Reading.Gzip(bytes)], random),
                1 => Mutate([.. Reading.Zip(("a", Encoding.Latin1.GetString(bytes)))], random),
                _ => bytes,
            };
            try
            {
                var preview = await LikesFile.PreviewAsync(
                    bytes.AsMemory(0, random.Next(bytes.Length + 1)), random.Next(2) == 0, new(), TestContext.Current.CancellationToken);
                shown++;
                await Reading.LikesOfAsync(bytes, choices: new() { Format = preview.Format });
            }
            catch (ExplorerException refusal)
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(shown, 500, 1000);
    }

    private static readonly string[] Separators = [",", ";", "|", "\t", " ", "u", "::", "||"];

    /// <summary>Mostly nothing; else choices that may or may not fit the file.</summary>
    private static LikesFileChoices Choices(Random random)
    {
        if (random.Next(3) > 0)
        {
            return LikesFileChoices.None;
        }

        var format = new TableFormat
        {
            Encoding = Maybe(Enum.GetValues<TextEncoding>()),
            Separator = random.Next(3) == 0 ? Separators[random.Next(Separators.Length)] : null,
            Quote = Maybe(['"', '\\', '\'', TableFormat.NoQuote]),
            Escape = Maybe(Enum.GetValues<QuoteEscape>()),
            HasHeader = Maybe([true, false]),
        };
        foreach (var role in Enum.GetValues<ColumnRole>().Where(_ => random.Next(3) == 0))
        {
            format = format.With(role, $"#{random.Next(1, 4)}");
        }

        return new LikesFileChoices { Format = format, Repeats = (Repeats)random.Next(2), MinRating = Maybe([0d, 4d]) };

        T? Maybe<T>(T[] values)
            where T : struct => random.Next(3) == 0 ? values[random.Next(values.Length)] : null;
    }

    private static byte[] Mutate(List<byte> bytes, Random random)
    {
        for (var change = random.Next(1, 6); change > 0; change--)
        {
            var place = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[place] = Favourites[random.Next(Favourites.Length)];
                    break;
                case 1:
                    bytes.Insert(place, Favourites[random.Next(Favourites.Length)]);
                    break;
                case 2:
                    bytes.RemoveRange(place, Math.Min(random.Next(1, 8), bytes.Count - place - 1));
                    break;
                default:
                    bytes.InsertRange(place, bytes.GetRange(place, Math.Min(20, bytes.Count - place)));
                    break;
            }
        }

        return [.. bytes];
    }
}
