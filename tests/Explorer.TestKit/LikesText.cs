using System.Text;

namespace Explorer.TestKit;

/// <summary>Small likes files.</summary>
public static class LikesText
{
    /// <summary>Every user likes the items of its own half: even users even items, odd users odd items, but for a few left out in turn.</summary>
    public static string Halves(int users = 40, int items = 24)
    {
        var text = new StringBuilder("modelname|mid|uid\n");
        for (var user = 0; user < users; user++)
        {
            for (var item = user % 2; item < items; item += 2)
            {
                if ((user + item) % 7 != 0)
                {
                    text.Append(System.Globalization.CultureInfo.InvariantCulture, $"Item {item}|m{item}|u{user}\n");
                }
            }
        }

        return text.ToString();
    }
}
