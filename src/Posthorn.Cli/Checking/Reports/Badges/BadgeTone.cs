namespace Posthorn.Cli.Checking.Reports.Badges;

/// <summary>What colour a badge has.</summary>
internal enum BadgeTone
{
    Good,
    Open,
    Bad,
}
