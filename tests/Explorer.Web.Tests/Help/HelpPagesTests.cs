using System.Text.Json;
using System.Text.RegularExpressions;
using Explorer.Web.Help;

namespace Explorer.Web.Tests.Help;

public partial class HelpPagesTests
{
    [Fact]
    public void Every_page_has_a_title_and_says_what_it_is_about() => Assert.All(HelpPages.All, page =>
    {
        Assert.NotEmpty(page.Title);
        Assert.NotEmpty(page.Summary);
        Assert.DoesNotContain("<", page.Summary, StringComparison.Ordinal);
    });

    [Theory]
    [InlineData("metrics")]
    [InlineData("sweeps")]
    [InlineData("gallery")]
    [InlineData("api")]
    [InlineData("settings")]
    [InlineData("file-formats")]
    public void The_pages_that_tips_lead_to_are_there(string name) => Assert.NotNull(HelpPages.Find(name));

    [Fact]
    public void Every_link_between_pages_leads_somewhere() => Assert.All(
        HelpPages.All.SelectMany(page => HelpLink().Matches(page.Html)),
        link =>
        {
            var target = HelpPages.Find(link.Groups["page"].Value);
            Assert.NotNull(target);
            var anchor = Uri.UnescapeDataString(link.Groups["anchor"].Value);
            Assert.True(anchor.Length == 0 || target.Html.Contains($"id=\"{anchor}\"", StringComparison.Ordinal), $"No heading {anchor} in {target.Name}");
        });

    [Fact]
    public void Every_setting_of_the_settings_file_is_explained()
    {
        using var settings = JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "appsettings.json")));
        var html = HelpPages.Find("settings")?.Html ?? "";

        Assert.All(
            Keys(settings.RootElement, "").Where(key => !key.StartsWith("Logging", StringComparison.Ordinal)),
            key => Assert.Contains($"<code>{key}</code>", html, StringComparison.Ordinal));
    }

    [Fact]
    public void Raw_html_stays_text() =>
        Assert.DoesNotContain("<script>", HelpPages.Parse("x", "# X\n\n<script>alert(1)</script>\n").Html, StringComparison.Ordinal);

    private static IEnumerable<string> Keys(JsonElement element, string prefix) => element.EnumerateObject().SelectMany(property =>
        property.Value.ValueKind == JsonValueKind.Object ? Keys(property.Value, $"{prefix}{property.Name}:") : [prefix + property.Name]);

    [GeneratedRegex("href=\"/help/(?<page>[a-z-]+)(#(?<anchor>[^\"]+))?\"")]
    private static partial Regex HelpLink();
}
