namespace Posthorn.Emulators.Sessions;

/// <summary>The engine cannot take anything now. Whoever asked may ask again soon.</summary>
internal sealed class EngineUnavailableException : Exception;
