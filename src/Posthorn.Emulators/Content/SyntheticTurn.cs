namespace Posthorn.Emulators.Content;

/// <summary>What one of the two said, and when, from the beginning of the recording.</summary>
internal sealed record SyntheticTurn(string Speaker, string Text, TimeSpan Start, TimeSpan End);
