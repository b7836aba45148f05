"""`make bench`: every benchmark in turn. Figures are ratios within one run on this machine; none of them is a test."""

import sys

from tests.benchmarks import bench_aws, bench_engine, bench_google, bench_microsoft, bench_people, bench_report

if __name__ == "__main__":
    sys.stdout.write("The kernel against a bare scan of the same Parquet\n\n")
    bench_engine.main([1, 10])
    sys.stdout.write("\nWhat is left of leavers\n\n")
    bench_people.main()
    sys.stdout.write("\nThe page of a check in a headless Chromium\n\n")
    bench_report.main([100, 10_000])
    sys.stdout.write("\nEffective access in AWS\n\n")
    bench_aws.main()
    sys.stdout.write("\nGoogle Workspace: the crawl of Drive, and a whole collection\n\n")
    bench_google.main()
    sys.stdout.write("\nMicrosoft 365: the crawl of SharePoint and OneDrive, a whole collection, and the requests of a night\n\n")
    bench_microsoft.main()
