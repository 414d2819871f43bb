using System.Xml.Linq;
using Explorer.Lab.Thumbnails;

namespace Explorer.Lab.Tests.Thumbnails;

public sealed class DrawnThumbnailsTests
{
    public static TheoryData<string, string> Texts { get; } = new()
    {
        { "", "" },
        { "m1", "" },
        { "m1", "The Hunger Games" },
        { "m1", "<script>window.__pwned=1</script>" },
        { "\"><svg onload=alert(1)>", "<<<&&&\"\"\"'''" },
        { "m1", "</text></svg><img src=x onerror=alert(1)>" },
        { "m1", "&lt;b&gt; ]]> <!-- -->" },
        { "m1", "\u202Eesrever \u200F" },
        { "m1", "Дракон 🐉" },
        { "m1", "مرحبا بالعالم" },
        { "m1", "漢字 本" },
        { "m1", "\uD83D lone surrogate \uDC09" },
        { "m1", "\0\u0001\u000B\uFFFE\uFFFF" },
        { "m1", "𝔘𝔫𝔦 𝕔𝕠𝕕𝕖" },
        { "m1", "e\u0301\u0301\u0301\u0301 zalgo" },
        { "m1", "¼ ² ٣ Ⅷ" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void Whatever_the_texts_are_it_is_well_formed_and_harmless(string itemId, string name)
    {
        var svg = DrawnThumbnails.Svg(itemId, name);

        var root = XDocument.Parse(svg).Root!;
        Assert.Equal("svg", root.Name.LocalName);
        Assert.All(root.Descendants(), element => Assert.Contains(element.Name.LocalName, new[] { "rect", "ellipse", "path", "text" }));
        Assert.All(
            root.Descendants().Attributes(),
            attribute => Assert.DoesNotMatch("^on|href|style", attribute.Name.LocalName));
        Assert.All(root.Descendants().Where(element => element.Name.LocalName == "text"), text => Assert.InRange(text.Value.EnumerateRunes().Count(), 0, 4));
    }

    [Fact]
    public void A_name_of_a_hundred_thousand_characters_makes_a_small_picture()
    {
        Assert.InRange(DrawnThumbnails.Svg("m", new string('x', 100_000)).Length, 200, 8000);
        Assert.InRange(DrawnThumbnails.Svg(new string('y', 100_000), "").Length, 200, 8000);
    }

    [Fact]
    public void The_same_item_is_drawn_the_same_and_others_differently()
    {
        Assert.Equal(DrawnThumbnails.Svg("a", "Brass robot"), DrawnThumbnails.Svg("a", "Brass robot"));
        Assert.Equal(50, Enumerable.Range(0, 50).Select(item => DrawnThumbnails.Svg($"m{item}", "Brass robot")).Distinct().Count());
        Assert.Equal(50, Enumerable.Range(0, 50).Select(item => DrawnThumbnails.Svg($"m{item}", "Something else")).Distinct().Count());
    }

    [Theory]
    [InlineData("Ember dragon", "EMBER DRAGONS!")]
    [InlineData("Old House", "house_03")]
    [InlineData("The castle's robot", "robot")]
    public void A_known_word_decides_what_is_drawn(string name, string same)
    {
        Assert.DoesNotContain("<text", DrawnThumbnails.Svg("m", name), StringComparison.Ordinal);
        Assert.Equal(DrawnThumbnails.Svg("m", name), DrawnThumbnails.Svg("m", same));
    }

    [Theory]
    [InlineData("Carpet", "C")]
    [InlineData("the hunger games", "TH")]
    [InlineData("don't panic", "DP")]
    [InlineData("3D fanart", "3F")]
    [InlineData("", "MX")]
    [InlineData("---", "MX")]
    public void Other_names_show_their_initials(string name, string initials)
    {
        Assert.Equal(initials, XDocument.Parse(DrawnThumbnails.Svg("m-x", name)).Root!.Value);
    }

    [Fact]
    public void Every_family_of_the_sample_has_a_motif()
    {
        foreach (var family in new[] { "dragon", "robot", "castle", "ship", "fish", "tree", "mushroom", "car", "bird", "planet", "lantern", "house" })
        {
            for (var item = 0; item < 40; item++)
            {
                var svg = DrawnThumbnails.Svg($"m{item}", $"Some {family}");

                XDocument.Parse(svg);
                Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
                Assert.DoesNotContain("<text", svg, StringComparison.Ordinal);
            }
        }
    }
}
