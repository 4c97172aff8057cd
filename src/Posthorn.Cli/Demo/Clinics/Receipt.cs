namespace Posthorn.Cli.Demo.Clinics;

/// <summary>A request that a clinic got.</summary>
/// <param name="Clinic">Who got it.</param>
/// <param name="Key">What it was about, see <see cref="IClinicStyle.KeyOf"/>.</param>
/// <param name="Nth">Which copy it is, from 1.</param>
/// <param name="Signatures">How many secrets have signed it. None means that somebody else sent it.</param>
/// <param name="BodyHash">SHA-256 of the body, in hex.</param>
/// <param name="WasHeld">Whether it was still open, on purpose, when the server was killed: the sender cannot know how it ended.</param>
/// <param name="Status">What the clinic answered, as far as the sender was still there.</param>
internal sealed record Receipt(string Clinic, string Key, int Nth, int Signatures, string BodyHash, bool WasHeld, int Status);
