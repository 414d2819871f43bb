using System.Globalization;
using System.Text;

namespace Explorer.Web.Tests.Api;

/// <summary>
/// A factorization to ask, served over a real connection, since escapes in a path reach the program only there. Two halves with ids that
/// are hard to write down, a user who likes everything, and one below the thresholds who comes first.
/// </summary>
public sealed class TrainedApi : IAsyncLifetime
{
    private static readonly string[] s_oddItems = [".", "..", "a,b", "a/b", "=1+1", "a%2Fb"];

    public ApiHost Host { get; } = ApiHost.OnKestrel();

    /// <summary>The address of the factorization.</summary>
    public string Address { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        var dataset = await Host.ImportAsync(Likes());
        using var created = await Host.PostAsync("/api/sweeps", SweepApiTests.SweepOn(dataset) with { grid = new([4], [0.1], [9]) });
        var sweep = (await ApiHost.ReadAsync(created)).GetProperty("id");
        var done = await Host.WaitForStateAsync($"/api/sweeps/{sweep}", "completed");
        using var refit = await Host.PostAsync($"/api/trials/{done.GetProperty("bestTrialId")}/refit");
        Address = refit.Headers.Location!.OriginalString;
        await Host.WaitForStateAsync(Address, "completed");
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();

    public static string ItemId(int item) => item < s_oddItems.Length ? s_oddItems[item] : $"m{item}";

    public static bool IsLiked(int user, int item) => (user + item) % 2 == 0 && (user + item) % 7 != 0;

    private static string Likes()
    {
        var text = new StringBuilder("modelname|mid|uid\nRare|rare|thin\nItem 9|m9|thin\n");
        for (var user = 0; user < 40; user++)
        {
            var userId = user switch { 0 => "..", 1 => "a/b", _ => $"u{user}" };
            foreach (var item in Enumerable.Range(0, 24).Where(item => IsLiked(user, item)))
            {
                text.Append(CultureInfo.InvariantCulture, $"Item {item}|{ItemId(item)}|{userId}\n");
            }
        }

        foreach (var item in Enumerable.Range(0, 24))
        {
            text.Append(CultureInfo.InvariantCulture, $"Item {item}|{ItemId(item)}|everything\n");
        }

        return text.ToString();
    }
}
