"""The inspection report (机动车安全技术检验报告) as an A4 PDF."""

from __future__ import annotations

from certs.report.render import render_report

__all__ = ["render_report"]
