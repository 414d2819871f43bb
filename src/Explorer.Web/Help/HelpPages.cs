using System.Collections.Frozen;
using System.Reflection;
using Markdig;
using Markdig.Extensions.AutoIdentifiers;

namespace Explorer.Web.Help;

/// <summary>The help pages: every Markdown file of this folder, embedded and turned into HTML once.</summary>
internal static class HelpPages
{
    private static readonly string[] Order = ["file-formats", "sweeps", "metrics", "gallery", "api", "settings"];

    // Raw HTML is off, so that a page can only say what Markdown can say.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoIdentifiers(AutoIdentifierOptions.GitHub)
        .DisableHtml()
        .Build();

    private static readonly FrozenDictionary<string, HelpPageText> ByName = Read().ToFrozenDictionary(page => page.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All pages, in reading order.</summary>
    public static IReadOnlyList<HelpPageText> All { get; } =
        [.. ByName.Values.OrderBy(page => Array.IndexOf(Order, page.Name) is var place && place < 0 ? Order.Length : place).ThenBy(page => page.Title, StringComparer.Ordinal)];

    /// <summary>One page; null when there is none of this name.</summary>
    public static HelpPageText? Find(string name) => ByName.GetValueOrDefault(name);

    private static IEnumerable<HelpPageText> Read()
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var resource in assembly.GetManifestResourceNames().Where(name => name.EndsWith(".md", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)
                ?? throw new InvalidOperationException($"The help page {resource} is named but not there."));
            yield return Parse(NameOf(resource), reader.ReadToEnd());
        }
    }

    private static string NameOf(string resource)
    {
        var name = resource[..^".md".Length];
        return name[(name.LastIndexOf('.') + 1)..];
    }

    /// <summary>The first line is the title, the first paragraph says what the page is about.</summary>
    internal static HelpPageText Parse(string name, string markdown)
    {
        var lines = markdown.ReplaceLineEndings("\n").Split('\n');
        var title = lines[0].TrimStart('#', ' ');
        var summary = string.Join(' ', lines.Skip(1).SkipWhile(line => string.IsNullOrWhiteSpace(line) || line.StartsWith('#')).TakeWhile(line => !string.IsNullOrWhiteSpace(line)));
        return new HelpPageText(name, title, Markdown.ToPlainText(summary).Trim(), Markdown.ToHtml(string.Join('\n', lines.Skip(1)), Pipeline));
    }
}
