namespace Explorer.Lab.Datasets;
/// <summary>s</summary>
public static class SampleLikes {
/// <summary>s</summary>
public const string Name = "Sample";
/// <summary>s</summary>
public static Stream Open() => throw new NotImplementedException(); }
