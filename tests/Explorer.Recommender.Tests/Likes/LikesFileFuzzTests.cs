using System.Text;

namespace Explorer.Recommender.Tests.Likes;

/// <summary>Good files with a few bytes changed, removed, repeated or put in: never a crash, and the counts always add up.</summary>
public sealed class LikesFileFuzzTests
{
    private static readonly string[] Seeds =
    [
        "modelname|mid|uid\n\\Knight\nof the lake\\|m0|u1\nInner \\ slash|m1|u1\n\"Q\"|m2|u2\n\\\\|m3|u3\n\n|m3|u3\n",
        "user_id,item_id,title,count\r\nu1,m0,\"Dragon, \"\"red\"\"\",3\r\nu2,m0,Дракон,1\r\nu2,m1,,0\r\n",
        "\uFEFFmid;uid\rm1;u1\rm2;u2\rm1;u1\r",
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
            var bytes = Mutate([.. Encoding.UTF8.GetBytes(Seeds[round % Seeds.Length])], random);
            bytes = round % 5 == 0 ? Mutate([.. Reading.Gzip(bytes)], random) : bytes;
            try
            {
                await Reading.LikesOfAsync(bytes);
                read++;
            }
            catch (ExplorerException refusal)
            {
                Assert.EndsWith(".", refusal.Message, StringComparison.Ordinal);
            }
        }

        Assert.InRange(read, 100, 1000);
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
